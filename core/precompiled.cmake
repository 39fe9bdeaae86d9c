# What nearly every source of a kind includes, read once by GCC and kept: a third of the time that a
# source takes to compile. A source still includes what it uses, since no other compiler reads this.
# Not by target_precompile_headers: clang-tidy, which reads the same compile commands, then takes
# GCC's file for one of its own, and stops. Ccache keeps what uses it with
# CCACHE_SLOPPINESS=pch_defines,time_macros.
#
# GCC 12 takes a kept standard header for the source's own and warns of copies that it imagines in
# std::string (-Wstringop-overflow, -Warray-bounds): of a literal assigned to an empty string, say,
# or of + on a temporary. push_back() and append() say the same without a warning.

# spine_kept_header(NAME HEADER [PROGRAM] [OPTIONS option...] [LIBRARIES target...])
#
# GCC refuses what was kept under other options: PROGRAM keeps it as a program's sources are
# compiled, without it as a module's; OPTIONS and LIBRARIES are those of its readers.
function(spine_kept_header name header)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    return()
  endif()
  cmake_parse_arguments(K "PROGRAM" "" "OPTIONS;LIBRARIES" ${ARGN})
  set(folder ${CMAKE_BINARY_DIR}/precompiled/${name})
  file(CONFIGURE OUTPUT ${folder}/${name}.cpp CONTENT "#include \"${header}\"\n")
  add_library(spine_kept_${name} OBJECT ${folder}/${name}.cpp)
  target_include_directories(spine_kept_${name} PRIVATE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR}/app)
  target_link_libraries(spine_kept_${name} PRIVATE ${K_LIBRARIES} spine_options)
  target_compile_options(spine_kept_${name} PRIVATE ${K_OPTIONS} -x c++-header)
  # Not from ccache: GCC knows a header that was read once by its time, too, which an older file has
  # otherwise, and reads it a second time.
  set_target_properties(spine_kept_${name} PROPERTIES CXX_COMPILER_LAUNCHER "")
  if(K_PROGRAM)
    set_target_properties(spine_kept_${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(spine_kept_${name} PRIVATE -fPIE)
  endif()
  add_custom_command(OUTPUT ${folder}/${header}.gch
    COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:spine_kept_${name}> ${folder}/${header}.gch
    DEPENDS spine_kept_${name} $<TARGET_OBJECTS:spine_kept_${name}> VERBATIM)
  add_custom_target(spine_kept_${name}_there DEPENDS ${folder}/${header}.gch)
endfunction()

# spine_precompiled(TARGET NAME HEADER): TARGET reads what spine_kept_header(NAME HEADER) keeps.
function(spine_precompiled target name header)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    return()
  endif()
  add_dependencies(${target} spine_kept_${name}_there)
  # What is in a kept header is in no source's list of headers: all are compiled anew when it changes.
  get_target_property(sources ${target} SOURCES)
  get_target_property(unity ${target} UNITY_BUILD)
  if(unity)
    # What is compiled then is CMake's own source, an include a line.
    get_target_property(batch ${target} UNITY_BUILD_BATCH_SIZE)
    list(LENGTH sources count)
    math(EXPR last "(${count} - 1) / ${batch}")
    foreach(unit RANGE ${last})
      list(APPEND sources
        ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/Unity/unity_${unit}_cxx.cxx)
    endforeach()
  endif()
  set_property(SOURCE ${sources} TARGET_DIRECTORY ${target} APPEND PROPERTY
    OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/precompiled/${name}/${header}.gch)
  target_include_directories(${target} BEFORE PRIVATE ${CMAKE_BINARY_DIR}/precompiled/${name})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Winvalid-pch>
    "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include ${header}>")
endfunction()
