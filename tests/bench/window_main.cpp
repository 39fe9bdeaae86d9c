// bench-window: the least that a program with a window can do, as a floor. Clears it once, then
// sleeps, looking up once a second.
#include <GLFW/glfw3.h>

int main() {
    if (glfwInit() == GLFW_FALSE) return 1;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    GLFWwindow* window = glfwCreateWindow(1280, 800, "bench-window", nullptr, nullptr);
    if (window == nullptr) return 1;
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);
    glViewport(0, 0, 1280, 800);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    while (glfwWindowShouldClose(window) == GLFW_FALSE) glfwWaitEventsTimeout(1);
    glfwTerminate();
    return 0;
}
